package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;
import java.util.Set;
import org.awaitility.Awaitility;

/**
 * The task's account gets another password, and the Secret is given it at the end of the fault, or the other way round;
 * sessions from before are ended.
 */
public final class PasswordChanged implements Fault {
    private final Side side;
    private final boolean secretFirst;
    private String password;

    public PasswordChanged(Side side, boolean secretFirst) {
        this.side = side;
        this.secretFirst = secretFirst;
    }

    @Override
    public String name() {
        return "password on the " + Sides.name(side) + " changed, " + (secretFirst ? "Secret" : "server") + " first";
    }

    @Override
    public String resource() {
        return "password on " + side;
    }

    @Override
    public Set<String> mayFailWith() {
        return Set.of("LoginRefused");
    }

    @Override
    public void inject(Scene scene) {
        password = "changed-" + scene.random().nextInt(1_000_000);
        if (secretFirst) {
            scene.changeSecret(side, password);
        } else {
            changeAccount(scene);
        }
    }

    @Override
    public void heal(Scene scene) {
        if (secretFirst) {
            changeAccount(scene);
        } else {
            scene.changeSecret(side, password);
        }
    }

    /** Another fault may have the server down just now. */
    private void changeAccount(Scene scene) {
        var database = scene.database(side);
        Awaitility.await("the server of the " + Sides.name(side))
                .ignoreExceptions()
                .until(() -> {
                    database.execute("ALTER ROLE " + scene.account() + " PASSWORD '" + password + "'");
                    return true;
                });
        database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name LIKE 'dm:%'");
    }
}
