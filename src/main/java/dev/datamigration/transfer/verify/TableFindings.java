package dev.datamigration.transfer.verify;

import dev.datamigration.transfer.verify.compare.RangeFindings;
import dev.datamigration.transfer.verify.compare.Suspects;
import dev.datamigration.transfer.verify.result.Servers;
import dev.datamigration.transfer.verify.result.TableTally;
import java.util.List;

/** Keeps what is found of a table in this process. */
record TableFindings(TableTally tally, Suspects gathered) implements RangeFindings {
    @Override
    public void scanned(long rows) {
        tally.addScanned(rows);
    }

    @Override
    public void consistent(long rows) {
        tally.addConsistent(rows);
    }

    @Override
    public void suspects(List<List<String>> keys, Servers servers) {
        gathered.add(keys, servers);
    }

    @Override
    public boolean areEnough() {
        return gathered.limitExceeded();
    }
}
