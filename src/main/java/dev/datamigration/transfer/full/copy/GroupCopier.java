package dev.datamigration.transfer.full.copy;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.RowSelection;
import dev.datamigration.database.load.SnapshotReader;
import dev.datamigration.database.load.TableState;
import dev.datamigration.transfer.full.table.LoadProgress;
import dev.datamigration.transfer.full.table.RewrittenTables;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies several small tables whole, in one transaction with their checkpoints. */
public final class GroupCopier {
    private final Run run;
    private final RunScope scope;
    private final LoadProgress progress;
    private final RewrittenTables rewritten;

    public GroupCopier(Run run, RunScope scope, LoadProgress progress, RewrittenTables rewritten) {
        this.run = run;
        this.scope = scope;
        this.progress = progress;
        this.rewritten = rewritten;
    }

    /**
     * Loads the tables, but for those that were rewritten.
     *
     * @throws dev.datamigration.failure.FailureException if any of them could not be copied: then none was
     */
    void copy(List<LoadTable> group, SnapshotReader reader, TargetSession target) {
        reader.readTogether(group, (source, states) -> {
            var readable = new ArrayList<LoadTable>();
            for (var table : group) {
                if (states.get(table) == TableState.Rewritten) {
                    rewritten.add(table);
                } else {
                    readable.add(table);
                }
            }
            if (!readable.isEmpty()) {
                commit(readable, states, source, target)
                        .forEach((table, copied) -> progress.table(table.name()).loaded(copied.rows()));
            }
        });
    }

    private Map<LoadTable, Copied> commit(
            List<LoadTable> tables, Map<LoadTable, TableState> states, Connection source, TargetSession target) {
        var counted = new Counted();
        try {
            return target.transaction("writing small tables", connection -> {
                run.to().loadTarget().lockTogether(connection, tables);
                var copied = new LinkedHashMap<LoadTable, Copied>();
                for (var table : tables) {
                    copied.put(table, copy(table, states.get(table), source, connection, counted));
                }
                run.checkpoints().loadedTables().completeWhole(connection, copied, scope);
                return copied;
            });
        } catch (RuntimeException e) {
            progress.copied(-counted.rows, -counted.bytes);
            throw e;
        }
    }

    /** Keeps what was told of rows that passed, in case they are rolled back. */
    private final class Counted implements CopyPipe.RowCounter {
        private long rows;
        private long bytes;

        @Override
        public void copied(long moreRows, long moreBytes) {
            rows += moreRows;
            bytes += moreBytes;
            progress.copied(moreRows, moreBytes);
        }
    }

    private Copied copy(LoadTable table, TableState state, Connection source, Connection target, Counted counted) {
        return state == TableState.Empty
                ? new Copied(0, 0)
                : new CopyPipe(run, scope, counted, table.name().toString())
                        .copy(table, RowSelection.ALL, source, target);
    }
}
