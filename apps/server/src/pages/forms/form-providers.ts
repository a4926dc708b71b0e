import { FormDesk } from './form-desk.js';
import { FormDoor } from './form-door.js';
import { FormEnding } from './form-ending.js';
import { FormHand } from './form-hand.js';
import { FormQuestions } from './form-questions.js';
import { FormSources } from './form-sources.js';
import { FormViews } from './form-views.js';
import { KeptAnswers } from './kept-answers.js';

/** What the pages of forms are made of. */
export const formProviders = [
  ...[FormDoor, FormDesk, FormQuestions, FormEnding],
  ...[FormHand, FormSources, FormViews, KeptAnswers],
];
