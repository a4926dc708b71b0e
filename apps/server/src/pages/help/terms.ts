/** One word of the service and what it is, in one sentence. */
type Term = Readonly<{ word: string; is: string }>;

/** The words that pages use, in the order of the alphabet. */
export const terms: readonly Term[] = [
  {
    word: 'Adoption',
    is: 'How much a capability is used where it could be: for example, the share of prescriptions that were written in the record.',
  },
  {
    word: 'Awaiting validation',
    is: 'Recorded, and not confirmed yet by another person; it is no part of what is validated.',
  },
  {
    word: 'Baseline',
    is: 'The value of a measure before the change, agreed on a day.',
  },
  {
    word: 'Benefit',
    is: 'An improvement that a trust expects of its record, with a measure, an owner and a plan.',
  },
  {
    word: 'Board pack',
    is: 'The figures of a programme as they stood at one entry; its address always shows the same.',
  },
  {
    word: 'Boundary gap',
    is: 'How often the record of another organisation was wanted for care and was not used, by cause.',
  },
  {
    word: 'Capability',
    is: 'Something that a record can do, such as electronic prescribing.',
  },
  {
    word: 'Cash-releasing',
    is: 'Of a benefit: money that a budget is reduced by, as finance confirms; time that is freed is not.',
  },
  {
    word: 'Cohort',
    is: 'The trusts that a target is asked of; a trust joins or leaves only by a revision with a cause.',
  },
  {
    word: 'Correction',
    is: 'A later entry that states the whole fact anew, with a reason; what was said before is kept beside it.',
  },
  {
    word: 'Criterion',
    is: 'A capability that a stage requires, with how widely it must be switched on and used.',
  },
  {
    word: 'Declared stage',
    is: 'The stage that a trust says it is at, whatever the evidence shows.',
  },
  {
    word: 'Disbenefit',
    is: 'Something that became worse by the change that a benefit rests on.',
  },
  {
    word: 'Driver of use',
    is: 'One of four reasons why a record is used more or less: entries right first time, consistent pathways, clinical ownership, and interoperability (records that reach other organisations).',
  },
  {
    word: 'Entry',
    is: 'One thing that was recorded; entries are numbered 1, 2, 3 and so on, and never changed or deleted.',
  },
  {
    word: 'EPR',
    is: 'An electronic patient record: the system in which a trust keeps the records of its patients.',
  },
  {
    word: 'Evidence',
    is: 'A file or a link that shows what an entry says, graded from 0, an assertion, to 3, validated from outside.',
  },
  {
    word: 'Forecast',
    is: 'Of a target: how many trusts are likely to miss it; of a benefit: what is expected of it now.',
  },
  {
    word: 'Go-live',
    is: 'The day on which a record, or a module of it, came into use.',
  },
  {
    word: 'Maturity model',
    is: 'The stages with what each asks for; figures name the version they were measured against.',
  },
  {
    word: 'Non-cash-releasing',
    is: 'Of a benefit: staff time or capacity that is freed and used for something else; no budget becomes smaller.',
  },
  {
    word: 'Not known',
    is: 'Nobody has said it, or what was said has run out; it is never counted as zero.',
  },
  {
    word: 'ODS code',
    is: 'The code of an organisation in the register of the Organisation Data Service, such as RCF.',
  },
  {
    word: 'On track',
    is: 'Of a benefit: what is validated is at least 95% of what was due by the day.',
  },
  {
    word: 'Optimisation gap',
    is: 'How much of the intended value of a record is not realised: it is not switched on, not used, or used without the benefit.',
  },
  {
    word: 'Published figure',
    is: 'A figure as a report told it, kept with the last entry that it includes, so that it can be worked out again.',
  },
  {
    word: 'Range, such as 40 to 55',
    is: 'What a figure is at least and at most, where something that it needs is not known.',
  },
  {
    word: 'Rebaselined',
    is: 'Given a new approved plan; the first one stays beside it.',
  },
  {
    word: 'Slid to later periods',
    is: 'Of a benefit: now expected later than was first approved.',
  },
  {
    word: 'Societal',
    is: 'Of a benefit: worth something to patients or the public, and not money of the NHS.',
  },
  {
    word: 'Stage',
    is: 'How far a trust has come, from 1 to 4: digitising health information, informing care, shaping care, improving care quality.',
  },
  {
    word: 'Stage shown by evidence',
    is: 'The stage that measurements show, worked out anew for each day: every criterion of it and of all stages below is met.',
  },
  {
    word: 'Target',
    is: 'What a programme asks for by a day; one that was moved is kept beside the new one.',
  },
  {
    word: 'Use gap',
    is: 'The part of the optimisation gap that needs no benefits to be known: not switched on, or not used.',
  },
  {
    word: 'Validated',
    is: 'Confirmed by another person than the one who recorded it; of a stage, by another organisation.',
  },
  {
    word: 'Withdrawal',
    is: 'A later entry which says, with a reason, that something recorded does not hold; the record keeps both.',
  },
];
