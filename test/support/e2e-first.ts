import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What starts whole programs takes longest: first, so that no core waits for it at the end. So comes what looks at the named
 * statements of PostgreSQL, of which a process has 500: later files find them all given away.
 */
export class E2eFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isFirst = ({ moduleId }: TestSpecification) => /\/test\/(e2e\/|integration\/real-postgres)/.test(moduleId);
    return [...sorted.filter(isFirst), ...sorted.filter((file) => !isFirst(file))];
  }
}
