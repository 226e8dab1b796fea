package dev.datamigration.faults.scene;

import dev.datamigration.api.Side;
import dev.datamigration.faults.journal.Books;
import dev.datamigration.switchover.LiveTask;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.proxy.TcpProxy;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/**
 * What faults are injected into.
 *
 * @param account by which the task logs in on both servers
 * @param smallDisk where the target's database is; null where it is on the server's own disk
 * @param workers the task's worker pods; null where the operator moves the data itself
 * @param random draws what is left to a fault; of the run's seed
 */
public record Scene(
        Books books,
        TcpProxy sourceProxy,
        TcpProxy targetProxy,
        Operators operators,
        LiveTask task,
        String account,
        SmallDisk smallDisk,
        Workers workers,
        Random random)
        implements AutoCloseable {

    public Server server(Side side) {
        return Servers.of(side);
    }

    /** What stands between the task and that server. */
    public TcpProxy proxy(Side side) {
        return side == Side.Source ? sourceProxy : targetProxy;
    }

    /** Writes another password into the Secret for that side. */
    public void changeSecret(Side side, String password) {
        task.server
                .client()
                .secrets()
                .inNamespace(task.namespace)
                .withName(side.name().toLowerCase(Locale.ROOT))
                .edit(secret -> new SecretBuilder(secret)
                        .addToData(
                                "password",
                                Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8)))
                        .build());
    }

    /** The database of that side, past the proxy. */
    public TestDatabase database(Side side) {
        return side == Side.Source ? books.source() : books.target();
    }

    /** Ends every process of it, and removes both databases. */
    @Override
    public void close() {
        operators.close();
        if (workers != null) {
            workers.close();
        }
        sourceProxy.close();
        targetProxy.close();
        server(Side.Source).drop(books.source(), account);
        server(Side.Target).drop(books.target(), account);
        if (smallDisk != null) {
            smallDisk.close();
        }
    }
}
