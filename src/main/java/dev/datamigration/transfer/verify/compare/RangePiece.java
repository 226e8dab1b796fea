package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.compare.KeyRange;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.help.Helper;
import dev.datamigration.transfer.help.HelperUnavailableException;
import dev.datamigration.transfer.help.RangeToCompare;
import dev.datamigration.transfer.verify.result.Servers;

/** A range of keys, which a helper can compare as well as this process can. */
record RangePiece(TableName table, KeyRange range, KeyRangeComparison comparison, RangeFindings findings)
        implements Piece {

    @Override
    public void compare(Servers servers) {
        comparison.compare(range, findings, servers);
    }

    /**
     * Has it compared; where the helper does not do it, it is compared here.
     *
     * @throws HelperUnavailableException then
     */
    @Override
    public void compareBy(Helper helper, String engagement, Servers servers) {
        try {
            var found = helper.compare(new RangeToCompare(engagement, table, range.lower(), range.upper()));
            findings.scanned(found.scanned());
            findings.consistent(found.consistent());
            findings.suspects(found.suspects(), servers);
        } catch (HelperUnavailableException e) {
            compare(servers);
            throw e;
        }
    }
}
