package dev.datamigration.database.postgres.connection;

import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.database.Contact;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.LogPositions;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.Server;
import dev.datamigration.database.ServerIdentity;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.SubTask;
import dev.datamigration.database.postgres.liveness.ConnectionWatch;
import dev.datamigration.database.postgres.position.PostgresPositions;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/**
 * One of a task's two databases. Opens connections that all look the same: values print alike on both sides and in
 * every version, names are always qualified, and the server knows whose they are by {@code application_name}.
 */
public final class PostgresServer implements Server {
    /** First part of the {@code application_name} of every connection of ours. */
    public static final String APPLICATION_PREFIX = "dm:";

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    /** Ends the wait for something that accepts connections and then says nothing. */
    private static final int LOGIN_TIMEOUT_SECONDS = 30;

    /** What is asked of a server to release what a task holds there takes far less. */
    private static final long SHORT_BYTES = 8L << 20;

    private static final ServerOutages OUTAGES = new ServerOutages(System::nanoTime);

    private final Contact contact;
    private volatile DatabaseAccess access;
    private volatile ServerIdentity pin;
    private volatile long mostBytes = Long.MAX_VALUE;
    private volatile boolean readsBytes;

    /** A server that nothing is known of. */
    public PostgresServer(DatabaseAccess access) {
        this(access, new Contact(true));
    }

    /** @param contact is told of every connection */
    public PostgresServer(DatabaseAccess access, Contact contact) {
        this.access = access;
        this.contact = contact;
    }

    @Override
    public DatabaseAccess access() {
        return access;
    }

    @Override
    public void update(DatabaseAccess newer) {
        access = newer;
    }

    @Override
    public LogPositions positions() {
        return new PostgresPositions();
    }

    @Override
    public Contact contact() {
        return contact;
    }

    @Override
    public Optional<ServerIdentity> identity(Connection connection) throws SQLException {
        return IdentityQuery.read(connection);
    }

    @Override
    public void limitLocks(Connection connection, int seconds) throws SQLException {
        SqlStatement.execute(connection, "SET lock_timeout = '" + seconds + "s'");
    }

    @Override
    public void limitStatements(Connection connection, int seconds) throws SQLException {
        SqlStatement.execute(connection, "SET statement_timeout = '" + seconds + "s'");
    }

    @Override
    public void pin(ServerIdentity server) {
        if (pin != null && !pin.equals(server)) {
            throw ServerFailures.changed(access, pin, server);
        }
        if (server.inRecovery()) {
            throw ServerFailures.inRecovery(access.side());
        }
        pin = server;
    }

    @Override
    public void boundAnswers() {
        mostBytes = SHORT_BYTES;
    }

    @Override
    public ServerIdentity pin() {
        return pin;
    }

    @Override
    public Connection open(RunScope scope, String purpose) {
        return connect(scope, purpose, new Properties());
    }

    /**
     * As {@link #open}, but RESET would give it the database's own search path: scripts of some extensions (PostGIS has two) ask
     * for that one, to add their schema to it, and make no SQL of an empty one.
     */
    public Connection openToCreate(RunScope scope, String purpose) {
        var properties = new Properties();
        PGProperty.OPTIONS.set(properties, SessionSettings.OPTIONS_BUT_SEARCH_PATH);
        var connection = connect(scope, purpose, properties);
        try {
            SqlStatement.execute(connection, "SET search_path = ''");
            return connection;
        } catch (SQLException e) {
            scope.close(connection);
            scope.throwIfCancelled();
            throw PostgresFailures.of(e, access, "preparing a session");
        }
    }

    /** As {@link #open}, but speaks the replication protocol. */
    public Connection openReplication(RunScope scope, String purpose) {
        var properties = new Properties();
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        return connect(scope, purpose, properties);
    }

    private Connection connect(RunScope scope, String purpose, Properties properties) {
        var taken = new AtomicBoolean();
        try {
            return connect(
                    scope,
                    purpose,
                    properties,
                    () -> ConnectionWatch.watched(
                            UUID.randomUUID().toString(),
                            new Supervision(this, scope),
                            ticket -> {
                                AllowedSockets.configure(access.policy(), ticket, mostBytes, properties);
                                return new Driver().connect(url(), properties);
                            },
                            () -> taken.set(true)));
        } catch (FailureException e) {
            if (taken.get() && e.failure().code() == FailureCode.Unreachable) {
                contact.lost();
            }
            throw e;
        }
    }

    /** A connection that is not watched, as it waits for nothing longer than this. */
    Connection openBriefly(RunScope scope, String purpose, Duration answer) {
        var properties = new Properties();
        var seconds = (int) Math.max(1, answer.toSeconds());
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        PGProperty.LOGIN_TIMEOUT.set(properties, seconds);
        PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
        AllowedSockets.configure(access.policy(), "", mostBytes, properties);
        return connect(scope, purpose, properties, () -> new Driver().connect(url(), properties));
    }

    private Connection connect(
            RunScope scope, String purpose, Properties properties, SqlWork.Call<Connection> connecting) {
        PGProperty.USER.set(properties, access.user());
        PGProperty.PASSWORD.set(properties, access.password().reveal());
        LoginMethods.configure(access, properties);
        PGProperty.APPLICATION_NAME.set(properties, applicationName(scope, purpose));
        if (!PGProperty.OPTIONS.isPresent(properties)) {
            PGProperty.OPTIONS.set(properties, SessionSettings.OPTIONS);
        }
        setIfAbsent(properties, PGProperty.CONNECT_TIMEOUT, CONNECT_TIMEOUT_SECONDS);
        setIfAbsent(properties, PGProperty.LOGIN_TIMEOUT, LOGIN_TIMEOUT_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "13");
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        scope.throwIfCancelled();
        try (var files = new TlsFiles()) {
            files.configure(access.tls(), properties);
            var connection = speaking(properties, connecting);
            contact.letIn();
            OUTAGES.over(access);
            var interruptible = connection.unwrap(PGConnection.class);
            return checked(scope, prepared(scope, scope.register(connection, interruptible::cancelQuery)));
        } catch (SQLException e) {
            scope.throwIfCancelled();
            throw noted(scope, e);
        } catch (GeneralSecurityException e) {
            throw ConnectFailures.of(new SQLException("the client's certificate cannot be read", "08006", e), access);
        }
    }

    /** One that reads every text of the database. */
    private Connection speaking(Properties properties, SqlWork.Call<Connection> connecting) throws SQLException {
        if (readsBytes) {
            ByteSession.allow(properties);
        }
        var connection = direct(connecting);
        readsBytes = ByteSession.isNeeded(connection);
        if (readsBytes && !ByteSession.isAllowed(properties)) {
            connection.close(); // what it takes is asked for at the start of a connection
            ByteSession.allow(properties);
            connection = direct(connecting);
        }
        if (readsBytes) {
            ByteSession.begin(connection);
        }
        return connection;
    }

    private Connection direct(SqlWork.Call<Connection> connecting) throws SQLException {
        var connection = connecting.call();
        requireDirect(connection);
        return connection;
    }

    private FailureException noted(RunScope scope, SQLException error) {
        var failure = ConnectFailures.of(error, access);
        if (failure.failure().code() == FailureCode.Unreachable) {
            OUTAGES.found(access, scope.taskId(), error);
        }
        return failure;
    }

    @Override
    public RuntimeException failure(RunScope scope, String doing, SQLException error) {
        return WorkFailures.of(this, scope, doing, error);
    }

    @Override
    public void throwIfKnownSilent(RunScope scope) {
        OUTAGES.foundByOthers(access, scope.taskId()).ifPresent(error -> {
            throw ConnectFailures.of(error, access);
        });
    }

    private static void setIfAbsent(Properties properties, PGProperty property, int value) {
        if (!property.isPresent(properties)) {
            property.set(properties, value);
        }
    }

    /** A pooler is no server that has let us in: there is no session of ours to be looked for. */
    private void requireDirect(Connection connection) throws SQLException {
        try {
            if (DirectSession.isDirect(connection)) {
                return;
            }
        } catch (SQLException e) {
            contact.letIn(); // whoever it was
            throw e;
        }
        connection.close();
        throw DirectSession.indirect(access);
    }

    private Connection prepared(RunScope scope, Connection connection) {
        try {
            SessionSettings.apply(connection, access);
            return connection;
        } catch (FailureException e) {
            scope.close(connection);
            scope.throwIfCancelled();
            throw e;
        }
    }

    private Connection checked(RunScope scope, Connection connection) throws SQLException {
        var expected = pin;
        if (expected != null) {
            var found = IdentityQuery.read(connection);
            if (found.isPresent() && !found.get().equals(expected)) {
                scope.close(connection);
                throw ServerFailures.changed(access, expected, found.get());
            }
        }
        return connection;
    }

    private String url() {
        var host = access.host().indexOf(':') >= 0 ? "[" + access.host() + "]" : access.host();
        return "jdbc:postgresql://" + host + ":" + access.port() + "/"
                + java.net.URLEncoder.encode(access.database(), java.nio.charset.StandardCharsets.UTF_8);
    }

    public static String applicationName(RunScope scope, String purpose) {
        var helping = scope.helping();
        return applicationName(scope.taskId(), helping == null ? purpose : ofHelper(helping.number()) + purpose);
    }

    /** Returns what the purposes of a helper's connections begin with. */
    public static String ofHelper(int number) {
        return "helper-" + number + "-";
    }

    /** The {@code application_name} of a task's connection: at most 63 bytes, as the server keeps. */
    public static String applicationName(String taskId, String purpose) {
        var name = APPLICATION_PREFIX + SubTask.mainOf(taskId) + ":" + purpose;
        return name.length() <= 63 ? name : name.substring(0, 63);
    }

    static String sslMode(TlsMode mode) {
        return switch (mode) {
            case Disable -> "disable";
            case Prefer -> "prefer";
            case Require -> "require";
            case VerifyCA -> "verify-ca";
            case VerifyFull -> "verify-full";
        };
    }
}
