package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.postgres.connection.SessionSetting.Treatment;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Everything that a session of ours depends on, whatever was set for the role, the database or the server: the one place
 * that says so. Each setting of each supported version that a role or a database can have is in {@code
 * session-settings.tsv}, with what is done about it and why.
 */
public final class SessionSettings {
    private static final String FILE = "session-settings.tsv";
    private static final int OLDEST = 13;

    /** The driver sends values of its own for these, which would win over the options. */
    private static final Set<String> SENT_BY_DRIVER = Set.of("TimeZone", "DateStyle", "extra_float_digits");

    /** Came with minor releases of all versions: those before know nothing of it, and would refuse a session that asks for it. */
    private static final Set<String> OF_MINOR_RELEASES = Set.of("restrict_nonsystem_relation_kind");

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** In alphabetical order. */
    public static final List<SessionSetting> ALL = read();

    /** For the start of a connection: what every supported version knows, since an unknown setting would refuse it. */
    public static final String OPTIONS = options(setting -> true);

    /** As above, for a session whose search path is set after its start, so that the database's own is what RESET gives it. */
    static final String OPTIONS_BUT_SEARCH_PATH =
            options(setting -> !setting.name().equals("search_path"));

    private SessionSettings() {}

    private static String options(Predicate<SessionSetting> which) {
        return ALL.stream()
                .filter(setting -> setting.treatment() == Treatment.Pinned && isInOptions(setting))
                .filter(which)
                .map(setting -> "-c " + setting.name() + "=" + setting.value().replace(" ", "\\ "))
                .collect(Collectors.joining(" "));
    }

    private static List<SessionSetting> read() {
        try (var file = SessionSettings.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(SessionSetting::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInOptions(SessionSetting setting) {
        return setting.since() <= OLDEST
                && setting.until() == Integer.MAX_VALUE
                && !SENT_BY_DRIVER.contains(setting.name())
                && !OF_MINOR_RELEASES.contains(setting.name());
    }

    /**
     * Sets what the options could not. In one statement of one result, so that sessions that speak the replication
     * protocol can do it too.
     *
     * @throws FailureException ServerSetting, if the account may not change what has to be otherwise
     */
    static void apply(Connection connection, DatabaseAccess access) {
        try {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            var columns = ALL.stream()
                    .filter(setting -> setting.isKnownTo(version))
                    .flatMap(setting -> column(setting, version).stream())
                    .collect(Collectors.joining(", "));
            var wrong = SqlStatement.of(connection, "SELECT " + columns).one(SessionSettings::wrong);
            for (var setting : wrong) {
                hold(connection, access, setting);
            }
        } catch (SQLException e) {
            throw PostgresFailures.of(e, access, "preparing a session");
        }
    }

    /** Those that are to be held and are otherwise. */
    private static List<SessionSetting> wrong(ResultSet row) throws SQLException {
        var wrong = new ArrayList<SessionSetting>();
        for (var setting : ALL) {
            if (setting.treatment() == Treatment.Held && !setting.value().equals(row.getString(setting.name()))) {
                wrong.add(setting);
            }
        }
        return wrong;
    }

    private static List<String> column(SessionSetting setting, int version) {
        var name = Sql.literal(setting.name());
        return switch (setting.treatment()) {
            case Pinned -> isInOptions(setting) ? List.of() : List.of(setWhereItIs(setting));
            case OnLinux -> List.of("CASE WHEN pg_catalog.version() ~ 'linux' THEN " + set(setting) + " END");
            case Raised ->
                List.of("CASE pg_catalog.current_setting(" + name + ") WHEN 'off' THEN " + set(setting) + " END");
            case Held -> List.of("pg_catalog.current_setting(" + name + ") AS " + setting.name());
            case Preferred -> List.of("CASE WHEN " + maySet(name, version) + " THEN " + set(setting) + " END");
            case Sent, Left -> List.of();
        };
    }

    /** Asked, since to try it would put an error into the server's log with each session. */
    private static String maySet(String name, int version) {
        return version < ReplicaRole.GRANTS_PARAMETERS
                ? "pg_catalog.current_setting('is_superuser') = 'on'"
                : "pg_catalog.has_parameter_privilege(" + name + ", 'SET')";
    }

    private static String setWhereItIs(SessionSetting setting) {
        return OF_MINOR_RELEASES.contains(setting.name()) ? setIfKnown(setting.name(), setting.value()) : set(setting);
    }

    /** An expression that sets it for the session, unless the server knows no such setting. */
    static String setIfKnown(String name, String value) {
        return "CASE WHEN pg_catalog.current_setting(%s, true) IS NOT NULL THEN %s END"
                .formatted(Sql.literal(name), set(name, value));
    }

    private static String set(SessionSetting setting) {
        return set(setting.name(), setting.value());
    }

    private static String set(String name, String value) {
        return "pg_catalog.set_config(%s, %s, false)".formatted(Sql.literal(name), Sql.literal(value));
    }

    private static void hold(Connection connection, DatabaseAccess access, SessionSetting setting) throws SQLException {
        try {
            SqlStatement.execute(connection, "SELECT " + set(setting));
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw refused(access, setting);
            }
            throw e;
        }
    }

    private static FailureException refused(DatabaseAccess access, SessionSetting setting) {
        var user = Sql.identifier(access.user());
        var database = Sql.identifier(access.database());
        return new FailureException(new Failure(
                FailureCode.ServerSetting,
                access.side(),
                "The setting %s of the %s database %s must be %s in our sessions, and %s may not change it: %s."
                        .formatted(
                                setting.name(),
                                access.side().word(),
                                access.display(),
                                setting.value(),
                                access.user(),
                                setting.reason()),
                "Run there as a superuser ALTER ROLE %1$s IN DATABASE %2$s SET %3$s = %4$s; then resume."
                        .formatted(user, database, setting.name(), setting.value())));
    }
}
