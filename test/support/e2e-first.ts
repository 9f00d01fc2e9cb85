import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What starts whole programs takes longest: first, so that no core waits for it at the end. */
export class E2eFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isFirst = ({ moduleId }: TestSpecification) => moduleId.includes("/test/e2e/");
    return [...sorted.filter(isFirst), ...sorted.filter((file) => !isFirst(file))];
  }
}
