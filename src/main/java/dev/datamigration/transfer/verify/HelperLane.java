package dev.datamigration.transfer.verify;

import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.help.Helper;
import dev.datamigration.transfer.help.HelperUnavailableException;
import dev.datamigration.transfer.help.Lane;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Has a helper compare ranges; what is left to do about them (suspects, a table's end) is done here. */
final class HelperLane implements Lane {
    private final String engagement;
    private final Workers workers;
    private final Supplier<Servers> opener;
    private final Halt halt;
    private Servers servers;

    HelperLane(String engagement, Workers workers, Supplier<Servers> opener, Halt halt) {
        this.engagement = engagement;
        this.workers = workers;
        this.opener = opener;
        this.halt = halt;
    }

    @Override
    public boolean step(Helper helper) {
        open();
        try {
            return workers.workOn(servers, true, piece -> piece.compareBy(helper, engagement, servers));
        } catch (Halt.Halted e) {
            return false;
        } catch (HelperUnavailableException | CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            halt.fail(e);
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
