package dev.datamigration.database.postgres.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datamigration.api.Side;
import dev.datamigration.database.log.LogMessage.StructureChange;
import dev.datamigration.database.postgres.schema.SearchPaths;
import dev.datamigration.database.postgres.sql.SearchPath;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.replay.StructureReplay;
import dev.datamigration.database.replay.StructureStep;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.MigrationPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes of the descriptions of an object before and after a change the DDL that changes its counterpart. */
public final class PostgresStructureReplay implements StructureReplay {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A lock that others hold is not waited for: they wait behind whoever waits. The apply tries again by itself. */
    private static final String LONGEST_WAIT = "5s";

    /** Of the session that writes rows, see {@code WritingSession}: existing rows are checked by joins. */
    private static final Map<String, String> WHILE_ALTERING = Map.of(
            "lock_timeout", LONGEST_WAIT,
            "enable_seqscan", "on",
            "enable_hashjoin", "on",
            "enable_mergejoin", "on",
            "plan_cache_mode", "auto",
            "check_function_bodies", "off");

    private final Side side;
    private final MigrationPlan plan;
    private final ObjectFilter filter;
    private final String searchPath;

    /** @param side that is read */
    public PostgresStructureReplay(Side side, MigrationPlan plan) {
        this.side = side;
        this.plan = plan;
        this.filter = new ObjectFilter(plan.objects());
        this.searchPath = new SearchPaths(plan.objects().renameSchemas()).target("");
    }

    @Override
    public List<StructureStep> steps(Connection connection, StructureChange change, Predicate<TableName> passed)
            throws SQLException {
        var message = parse(change);
        var was = Described.of(message.path("was"));
        var now = Described.of(message.path("now"));
        if (was == null && now == null) {
            throw undescribed(
                    change,
                    message.path("tag").asText("?"),
                    message.path("error").asText("?"));
        }
        var object = was == null ? now : was;
        if (passed.test(object.isTable() ? object.qualified() : null)) {
            return List.of();
        }
        var before = setting(connection, "search_path");
        SearchPath.ofTransaction(connection, searchPath);
        var steps = inSchema(connection, now, steps(connection, was, now, message));
        SearchPath.ofTransaction(connection, before);
        return steps;
    }

    private List<StructureStep> steps(Connection connection, Described was, Described now, JsonNode message)
            throws SQLException {
        var programs = new ProgramSteps(connection, filter);
        var object = now == null ? was : now;
        if (object.isTable() || object.isView()) {
            if (!RelationChange.isSelected(filter, was) && !RelationChange.isSelected(filter, now)) {
                return List.of();
            }
            var former = shape(connection, was);
            var shape = shape(connection, object);
            if (object.isTable()) {
                var change = new RelationChange(
                        was,
                        now,
                        filter,
                        plan.objects().rows(),
                        shape == null ? former : shape,
                        shape == null && former != null,
                        message.path("using").asBoolean(false),
                        message.path("empty").asBoolean(false));
                return new TableSteps(change, plan.incrementalSync().dropPartitions()).steps();
            }
            programs.view(was, now, shape == null ? former : shape);
        } else if ("sequence".equals(object.text("kind"))) {
            return filter.includes(object.qualified())
                    ? new SequenceSteps(connection, filter).steps(was, now)
                    : List.of();
        } else if ("function".equals(object.text("kind"))) {
            if (filter.includes(object.qualified())) {
                programs.function(was, now);
            }
        } else {
            programs.enumType(was, now);
        }
        return programs.steps();
    }

    /** What comes into a schema that the target does not have makes it first. */
    private List<StructureStep> inSchema(Connection connection, Described now, List<StructureStep> steps)
            throws SQLException {
        if (now == null || steps.isEmpty() || steps.get(0).statements().isEmpty()) {
            return steps;
        }
        var schema = filter.targetOf(now.qualified()).schema();
        var missing = SqlStatement.of(connection, "SELECT pg_catalog.to_regnamespace(?) IS NULL")
                .with(Sql.identifier(schema))
                .isTrue();
        return missing
                ? Stream.concat(
                                Stream.of(steps.get(0).after("CREATE SCHEMA " + Sql.identifier(schema))),
                                steps.stream().skip(1))
                        .toList()
                : steps;
    }

    private TargetShape shape(Connection connection, Described relation) throws SQLException {
        return relation == null ? null : TargetShape.read(connection, filter.targetOf(relation.qualified()));
    }

    @Override
    public void run(Connection connection, List<StructureStep> steps) throws SQLException {
        var settings = new LinkedHashMap<>(WHILE_ALTERING);
        settings.put("search_path", searchPath);
        var before = new LinkedHashMap<String, String>();
        for (var name : settings.keySet()) {
            before.put(name, setting(connection, name));
        }
        set(connection, settings);
        for (var step : steps) {
            for (var statement : step.statements()) {
                SqlStatement.executeVerbatim(connection, Sql.statement(statement));
            }
        }
        set(connection, before);
    }

    private static String setting(Connection connection, String name) throws SQLException {
        return SqlStatement.of(connection, "SELECT pg_catalog.current_setting(?)")
                .with(name)
                .one(row -> row.getString(1));
    }

    private static void set(Connection connection, Map<String, String> settings) throws SQLException {
        for (var setting : settings.entrySet()) {
            SqlStatement.of(connection, "SELECT pg_catalog.set_config(?, ?, true)")
                    .with(setting.getKey(), setting.getValue())
                    .exists();
        }
    }

    private JsonNode parse(StructureChange change) {
        try {
            return JSON.readTree(change.description());
        } catch (JsonProcessingException e) {
            throw undescribed(change, "a change", "it is no JSON");
        }
    }

    private FailureException undescribed(StructureChange change, String tag, String error) {
        return new FailureException(new Failure(
                FailureCode.SourceSchemaChanged,
                side,
                "The source changed its structure at %s (%s), and its event trigger could not tell how: %s."
                        .formatted(change.position(), tag, error),
                "Make it on the target as it was made on the source, and add {position: %s, action: Skip} to spec.incrementalSync.ddlDecisions, then resume."
                        .formatted(change.position())));
    }
}
