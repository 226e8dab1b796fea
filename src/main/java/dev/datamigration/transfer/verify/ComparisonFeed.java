package dev.datamigration.transfer.verify;

import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.help.Helper;
import dev.datamigration.transfer.help.HelperUnavailableException;
import dev.datamigration.transfer.help.feed.WorkFeed;
import dev.datamigration.transfer.verify.compare.StopSignal;
import dev.datamigration.transfer.verify.result.Servers;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Has a helper compare ranges; what is left to do about them (suspects, a table's end) is done here. */
final class ComparisonFeed implements WorkFeed {
    private final String engagement;
    private final Workers workers;
    private final Supplier<Servers> opener;
    private final StopSignal stopSignal;
    private Servers servers;

    ComparisonFeed(String engagement, Workers workers, Supplier<Servers> opener, StopSignal stopSignal) {
        this.engagement = engagement;
        this.workers = workers;
        this.opener = opener;
        this.stopSignal = stopSignal;
    }

    @Override
    public boolean step(Helper helper) {
        open();
        try {
            return workers.workOn(servers, true, piece -> piece.compareBy(helper, engagement, servers));
        } catch (StopSignal.Halted e) {
            return false;
        } catch (HelperUnavailableException | CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            stopSignal.fail(e);
            return false;
        }
    }

    /** Connections for a helper are not worth failing for. */
    private void open() {
        if (servers == null) {
            try {
                servers = opener.get();
            } catch (FailureException e) {
                throw new HelperUnavailableException(e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        if (servers != null) {
            servers.close();
        }
    }
}
