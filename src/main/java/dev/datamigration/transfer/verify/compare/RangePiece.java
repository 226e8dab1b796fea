package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.checkpoint.SharedRangeStore.RangeResult;
import dev.datamigration.database.compare.KeyRange;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.verify.result.Servers;

/** A range of keys, which a helper can compare as well as this process can. */
public record RangePiece(TableName table, KeyRange range, KeyRangeComparison comparison, RangeFindings findings)
        implements Piece {

    @Override
    public void compare(Servers servers) {
        comparison.compare(range, findings, servers);
    }

    /** Takes in what a helper has seen; what seemed to differ is settled here. */
    public void compared(RangeResult result, Servers servers) {
        findings.scanned(result.scanned());
        findings.consistent(result.consistent());
        findings.suspects(result.suspects(), servers);
    }
}
