package dev.datamigration.database.postgres.connection;

import dev.datamigration.api.endpoint.DatabaseAuthentication;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.util.GT;

/**
 * Says what the driver may answer when a server asks who we are. The server chooses the method: without this, whoever answers
 * at the host of a task gets the password by asking for it.
 */
final class LoginMethods {
    private static final String NOT_ALLOWED = "Authentication method is not allowed by requireAuth";
    private static final String NOT_BOUND =
            "Channel Binding is required, but server did not offer an authentication method that supports channel binding";

    private LoginMethods() {}

    static void configure(DatabaseAccess access, Properties properties) {
        PGProperty.REQUIRE_AUTH.set(properties, allowed(access));
        PGProperty.CHANNEL_BINDING.set(properties, channelBinding(access));
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
    }

    private static String allowed(DatabaseAccess access) {
        return switch (access.authentication()) {
            case ScramSha256 -> "scram-sha-256";
            case Md5 -> verified(access) ? "scram-sha-256,md5" : "scram-sha-256";
            case Password -> verified(access) ? "scram-sha-256,md5,password" : "scram-sha-256";
            case Certificate -> "none";
        };
    }

    /**
     * Where the certificate proves nothing, that the server that we log in to is the one that holds it is proved by the login
     * alone. Where it is verified, a pooler that cannot bind may stand in between.
     */
    private static String channelBinding(DatabaseAccess access) {
        var mode = access.tls().mode();
        return mode == TlsMode.Require || mode == TlsMode.VerifyCA && !verified(access) ? "require" : "prefer";
    }

    /** Returns whether the driver would not answer what the server asked. It says so in the words of its own language alone. */
    static boolean refused(SQLException error) {
        return GT.tr(NOT_ALLOWED).equals(error.getMessage());
    }

    /** Returns whether the server proves nothing about its certificate. */
    static boolean unbound(SQLException error) {
        return GT.tr(NOT_BOUND).equals(error.getMessage());
    }

    static Failure failure(DatabaseAccess access) {
        var where = access.side().word();
        return new Failure(
                FailureCode.LoginRefused,
                access.side(),
                "The %s server %s:%d asks for something else than spec.%s.authentication allows (%s): %s; it was told nothing."
                        .formatted(
                                where,
                                access.host(),
                                access.port(),
                                where,
                                access.authentication(),
                                access.authentication() == DatabaseAuthentication.Certificate
                                        ? "a password"
                                        : "a password in clear text or as MD5, or nothing at all"),
                "Have the password stored as SCRAM (SET password_encryption = 'scram-sha-256'; ALTER ROLE %s PASSWORD '…';) with scram-sha-256 in pg_hba.conf; or, where spec.%s.tls.mode is VerifyFull, set spec.%s.authentication to what the server asks for. Then resume."
                        .formatted(Sql.identifier(access.user()), where, where));
    }

    static Failure unboundFailure(DatabaseAccess access) {
        var where = access.side().word();
        return new Failure(
                FailureCode.TlsRefused,
                access.side(),
                "The %s server %s:%d does not bind the login to its certificate (SCRAM-SHA-256-PLUS), so that nothing tells who it is: with tls.mode %s the certificate does not tell either."
                        .formatted(
                                where,
                                access.host(),
                                access.port(),
                                access.tls().mode()),
                "Set spec.%s.tls.mode to VerifyFull, with the server's authority in the Secret that caSecretRef names; or connect to the server itself and not to a pooler. Then resume."
                        .formatted(where));
    }

    /** A public authority gives everybody a certificate, so that without a host name it says nothing. */
    private static boolean verified(DatabaseAccess access) {
        return switch (access.tls().mode()) {
            case VerifyFull -> true;
            case VerifyCA -> access.tls().caCertificate() != null;
            case Disable, Prefer, Require -> false;
        };
    }
}
