package dev.datamigration.transfer.verify;

import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.SmallGroups;
import dev.datamigration.transfer.verify.compare.TablePair;
import dev.datamigration.transfer.verify.result.TableTally;
import java.util.List;

/** Small tables that are compared together. */
record SmallTableGroup(List<Member> members) {
    /** Of one side, so that one statement does not take long. */
    private static final long MOST_BYTES = 4_000_000;

    SmallTableGroup {
        members = List.copyOf(members);
    }

    /** @param tally of the pair, which is not finished */
    record Member(TablePair pair, TableTally tally) {
        private long bytes() {
            return Math.max(pair.source().bytes(), pair.target().bytes());
        }

        private boolean isSmall(Direction direction, int chunkRows) {
            return pair.source() != null
                    && pair.target() != null
                    && bytes() <= MOST_BYTES
                    && pair.source().mostRows() <= chunkRows
                    && SchemaDifference.between(direction, pair.source(), pair.target())
                            .isEmpty();
        }
    }

    /**
     * The small ones that can be compared, in groups, in the order given: those that are one chunk, and at least as many groups as are
     * compared beside each other.
     */
    static List<SmallTableGroup> of(List<Member> unfinished, Direction direction, FullVerificationSettings settings) {
        var small = unfinished.stream()
                .filter(member -> member.isSmall(direction, settings.chunkRows()))
                .toList();
        return SmallGroups.of(small, Member::bytes, MOST_BYTES, settings.parallelism()).stream()
                .map(SmallTableGroup::new)
                .toList();
    }
}
