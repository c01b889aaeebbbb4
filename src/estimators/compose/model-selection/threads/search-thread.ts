// The thread of a search: takes trials until there are none left. Not imported, but run.
import { serveThread } from "../../../linear/threads/run-in-thread.ts";
import { TrialRunner } from "../score-candidates.ts";
import { trialsOfPortable } from "./portable-estimator.ts";
import type { SearchAnswer, SearchTask } from "./search-threads.ts";

serveThread(({ trials, next }: SearchTask): SearchAnswer => {
  const runner = new TrialRunner(trialsOfPortable(trials));
  const answer: SearchAnswer[number][] = [];
  for (;;) {
    const number = Atomics.add(next, 0, 1);
    if (number >= runner.size) return answer;
    answer.push([number, runner.run(number)]);
  }
});
