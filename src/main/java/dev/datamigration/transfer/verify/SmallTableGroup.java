package dev.datamigration.transfer.verify;

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

        private boolean isSmall(TableComparisons comparisons) {
            return pair.source() != null
                    && pair.target() != null
                    && bytes() <= MOST_BYTES
                    && pair.source().mostRows() <= comparisons.settings().chunkRows()
                    && comparisons.difference(pair).isEmpty();
        }
    }

    /**
     * The small ones that can be compared, in groups, in the order given: those that are one chunk, and at least as many groups as are
     * compared beside each other.
     */
    static List<SmallTableGroup> of(List<Member> unfinished, TableComparisons comparisons) {
        var small = unfinished.stream()
                .filter(member -> member.isSmall(comparisons))
                .toList();
        return SmallGroups.of(
                        small, Member::bytes, MOST_BYTES, comparisons.settings().parallelism())
                .stream()
                .map(SmallTableGroup::new)
                .toList();
    }
}
