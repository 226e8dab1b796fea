package dev.datamigration.task.observation;

import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.endpoint.Endpoint;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.selection.TargetPatterns;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Tasks of one namespace that may write the same tables of one database, by what their specs say. Which of them has a table is
 * decided on the target; this tells a person beforehand, by name. Nothing is said of tasks of other namespaces: a spec proves
 * nothing, so that anybody could ask by it who moves what elsewhere.
 */
final class TargetNeighbours {
    static final String ITEM = "OtherTasks";

    private static final int NAMED = 20;

    /** In these nothing of a task is, or is going to be, on the target. */
    private static final Set<TaskState> AWAY = Set.of(TaskState.NotConfigured, TaskState.NotStarted, TaskState.Ended);

    private final Map<String, Neighbour> byUid = new ConcurrentHashMap<>();

    private record Neighbour(String namespace, String name, String target, ObjectSelection tables, TaskState state) {
        private boolean mayMeet(Neighbour other) {
            return namespace.equals(other.namespace)
                    && target.equals(other.target)
                    && new TargetPatterns(tables).mayMeet(new TargetPatterns(other.tables));
        }
    }

    void remember(MigrationTask task) {
        var neighbour = neighbour(task);
        var uid = task.getMetadata().getUid();
        if (neighbour == null) {
            byUid.remove(uid);
        } else {
            byUid.put(uid, neighbour);
        }
    }

    void forget(String uid) {
        byUid.remove(uid);
    }

    /** A warning about the others, or nothing where there are none. */
    Optional<PrecheckItem> of(String uid) {
        var own = byUid.get(uid);
        if (own == null) {
            return Optional.empty();
        }
        var others = byUid.entrySet().stream()
                .filter(other -> !other.getKey().equals(uid)
                        && !AWAY.contains(other.getValue().state()))
                .map(Map.Entry::getValue)
                .filter(own::mayMeet)
                .map(other -> other.namespace() + "/" + other.name() + " (" + other.state() + ")")
                .sorted()
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(item(others));
    }

    private static PrecheckItem item(List<String> others) {
        return new PrecheckItem(
                ITEM,
                Side.Target,
                PrecheckItemStatus.Warning,
                "Other tasks move tables to the same database, and may mean the same ones: %s%s."
                        .formatted(
                                others.stream().limit(NAMED).collect(Collectors.joining(", ")),
                                others.size() > NAMED ? ", and " + (others.size() - NAMED) + " more" : ""),
                "Whichever task begins first has a table; another one fails with TargetTableTaken before it makes anything, unless both merge into it by spec.objects.mergeTables."
                        + " Leave tables out by spec.objects.exclude, or give them other names by spec.objects.renameTables.",
                false);
    }

    private static Neighbour neighbour(MigrationTask task) {
        var spec = task.getSpec();
        var status = task.getStatus();
        if (spec == null || spec.target() == null || spec.objects() == null) {
            return null;
        }
        var meta = task.getMetadata();
        return new Neighbour(
                meta.getNamespace(),
                meta.getName(),
                address(spec.target()),
                spec.objects(),
                status == null || status.state() == null ? TaskState.NotStarted : status.state());
    }

    private static String address(Endpoint endpoint) {
        return "%s %s:%s/%s"
                .formatted(
                        endpoint.type(),
                        Objects.toString(endpoint.host(), "").toLowerCase(Locale.ROOT),
                        endpoint.port(),
                        endpoint.database());
    }
}
