package dev.datamigration.transfer.verify;

import dev.datamigration.api.FullVerificationSettings;
import dev.datamigration.transfer.Direction;
import java.util.ArrayList;
import java.util.List;

/** Small tables that are compared together. */
record SmallTableGroup(List<Member> members) {
    /** Each takes a lock for itself and for every index, of which a server has a limited number. */
    private static final int MOST_TABLES = 32;

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
        var most = Math.min(MOST_TABLES, 1 + small.size() / settings.parallelism());
        var groups = new ArrayList<SmallTableGroup>();
        var group = new ArrayList<Member>();
        var bytes = 0L;
        for (var member : small) {
            if (group.size() == most || (!group.isEmpty() && bytes + member.bytes() > MOST_BYTES)) {
                groups.add(new SmallTableGroup(group));
                group.clear();
                bytes = 0;
            }
            group.add(member);
            bytes += member.bytes();
        }
        if (!group.isEmpty()) {
            groups.add(new SmallTableGroup(group));
        }
        return groups;
    }
}
