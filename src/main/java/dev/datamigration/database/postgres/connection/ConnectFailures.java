package dev.datamigration.database.postgres.connection;

import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.database.AllowedHosts;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;

/**
 * Says why a connection could not be had. What the server itself says is decided from its SQLSTATE; where the driver gave up
 * before the server said anything, the classes of the causes decide, because all of these share the states 08001, 08004
 * and 08006.
 */
final class ConnectFailures {
    private ConnectFailures() {}

    static FailureException of(SQLException error, DatabaseAccess access) {
        return new FailureException(
                classify(error, access), fromServer(error) ? PostgresFailures.loggable(error) : error);
    }

    static Failure classify(SQLException error, DatabaseAccess access) {
        if (fromServer(error) && DirectSession.refusedByPooler(error)) {
            return DirectSession.failure(access, "it said " + ErrorText.of(error));
        }
        if (fromServer(error)) {
            return PostgresFailures.classify(error, access, "opening a connection");
        }
        var where = access.side().word();
        if (causedBy(error, AddressNotAllowedException.class)) {
            return AllowedHosts.refusal(access.side(), access.host());
        }
        if (causedBy(error, UnknownHostException.class)) {
            return unreachable(
                    access,
                    "The host name %s of the %s cannot be resolved.".formatted(access.host(), where),
                    "Correct spec.%s.host, or the DNS of the operator's cluster.".formatted(where));
        }
        if (causedBy(error, ConnectException.class)) {
            return unreachable(
                    access,
                    "The %s server %s:%d refuses connections: nothing accepts them on that port, or the way to it is closed."
                            .formatted(where, access.host(), access.port()),
                    "Start the server, correct spec.%s.host and port, or set listen_addresses.".formatted(where));
        }
        if (isLost(error)) {
            return PostgresFailures.classify(error, access, "opening a connection");
        }
        if (LoginMethods.refused(error)) {
            return LoginMethods.failure(access);
        }
        if (LoginMethods.unbound(error)) {
            return LoginMethods.unboundFailure(access);
        }
        if (isTls(error, access)) {
            return tls(error, access);
        }
        return rejectedByDriver(error)
                ? new Failure(
                        FailureCode.LoginRefused,
                        access.side(),
                        "Logging in to the %s database %s failed: %s"
                                .formatted(where, access.display(), ErrorText.of(error)),
                        Remedies.of(FailureCode.LoginRefused, access))
                : PostgresFailures.classify(error, access, "opening a connection");
    }

    private static Failure unreachable(DatabaseAccess access, String message, String remedy) {
        return new Failure(FailureCode.Unreachable, access.side(), message, remedy);
    }

    private static Failure tls(SQLException error, DatabaseAccess access) {
        return new Failure(
                FailureCode.TlsRefused,
                access.side(),
                "TLS with the %s server %s:%d (mode %s) failed: %s"
                        .formatted(
                                access.side().word(),
                                access.host(),
                                access.port(),
                                access.tls().mode(),
                                ErrorText.of(error)),
                Remedies.of(FailureCode.TlsRefused, access));
    }

    /** An SSLException may only wrap a connection that was cut: that passes. */
    private static boolean isLost(SQLException error) {
        return causedBy(error, SocketException.class)
                || causedBy(error, SocketTimeoutException.class)
                || causedBy(error, EOFException.class);
    }

    /**
     * Two of the driver's TLS errors have no cause: 08004 where the server has no TLS though the mode asks for it (the
     * same state as for an empty password), and 08006 where the host name is not the certificate's.
     */
    private static boolean isTls(SQLException error, DatabaseAccess access) {
        if (causedBy(error, SSLException.class) || causedBy(error, GeneralSecurityException.class)) {
            return true;
        }
        var mode = access.tls().mode();
        return error.getCause() == null
                && (rejectedByDriver(error)
                                && mode != TlsMode.Disable
                                && mode != TlsMode.Prefer
                                && !access.password().reveal().isEmpty()
                        || PostgresFailures.state(error).equals("08006") && mode == TlsMode.VerifyFull);
    }

    private static boolean rejectedByDriver(SQLException error) {
        return PostgresFailures.state(error).equals("08004");
    }

    private static boolean fromServer(SQLException error) {
        return error instanceof PSQLException postgres && postgres.getServerErrorMessage() != null;
    }

    private static boolean causedBy(SQLException error, Class<? extends Throwable> kind) {
        return Stream.iterate((Throwable) error, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(kind::isInstance);
    }
}
