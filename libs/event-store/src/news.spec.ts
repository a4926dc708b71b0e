import { News } from './news.js';

// Long enough that a test which waits for it fails by its own time limit.
const FOR_EVER = 600_000;

describe('Waiting for news of the log', () => {
  it('ends when the log grows past what was read', async () => {
    const news = new News();
    const waiting = news.wait({ after: 3n, edition: news.edition }, FOR_EVER, never());
    news.announce(4n);
    await waiting;
  });

  it('ends at once for news that came between the look and the wait', async () => {
    const news = new News();
    const { edition } = news;
    news.announce(4n);
    await news.wait({ after: 3n, edition }, FOR_EVER, never());
    news.wakeAll();
    await news.wait({ after: 4n, edition }, FOR_EVER, never());
  });

  it('goes on over news of what was read already', async () => {
    const news = new News();
    const { edition } = news;
    news.announce(3n);
    let ended = false;
    const leaving = new AbortController();
    const waiting = news.wait({ after: 3n, edition }, FOR_EVER, leaving.signal).then(() => {
      ended = true;
    });
    news.announce(2n);
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toBe(false);
    leaving.abort();
    await waiting;
  });

  it('does not turn in circles when the log has become shorter than it was', async () => {
    const news = new News();
    news.announce(100n);
    let ended = false;
    const leaving = new AbortController();
    const waiting = news
      .wait({ after: 50n, edition: news.edition }, FOR_EVER, leaving.signal)
      .then(() => {
        ended = true;
      });
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toBe(false);
    news.announce(51n);
    await waiting;
    leaving.abort();
  });

  it('ends when the time is up', async () => {
    const news = new News();
    await news.wait({ after: 3n, edition: news.edition }, 1, never());
  });
});

const never = () => new AbortController().signal;
