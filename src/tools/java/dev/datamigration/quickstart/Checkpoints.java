package dev.datamigration.quickstart;

import dev.datamigration.testing.TestDatabase;
import java.util.List;

/** What the operator keeps on the target about the load. Nothing is there before the load, and after the task's end. */
record Checkpoints(TestDatabase target) {

    boolean exist() {
        return target.queryOne("SELECT to_regclass('datamigration.chunk') IS NOT NULL")
                .equals("t");
    }

    /** Rows of finished chunks. */
    long loadedRows() {
        return exist() ? number("SELECT coalesce(sum(rows), 0) FROM datamigration.chunk WHERE done") : 0;
    }

    /** Finished chunks, each with the worker that copied it: it must stay so whatever happens later. */
    List<String> finishedChunks() {
        return exist()
                ? target.query("SELECT concat_ws('/', source_schema, source_table, number, epoch, rows)"
                        + " FROM datamigration.chunk WHERE done ORDER BY 1")
                : List.of();
    }

    long chunks() {
        return number("SELECT count(*) FROM datamigration.chunk");
    }

    long copiedTwice() {
        return number("SELECT count(*) FROM datamigration.chunk WHERE copies > 1");
    }

    private long number(String sql) {
        return Long.parseLong(target.queryOne(sql));
    }
}
