package dev.datamigration.faults;

import dev.datamigration.switchover.LiveTask;
import dev.datamigration.testing.TestDatabase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What of a task is left on a server or in its namespace. */
final class Leftovers {
    private static final Set<String> EXPECTED = Set.of("source", "target", "default", "kube-root-ca.crt");

    private Leftovers() {}

    /** Names what is left in a database; nothing where there is nothing. */
    static List<String> in(TestDatabase database) {
        return database.query("""
                SELECT 'slot ' || slot_name FROM pg_replication_slots WHERE database = current_database()
                UNION ALL SELECT 'publication ' || pubname FROM pg_publication
                UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname = 'datamigration'
                UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
                UNION ALL SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts WHERE database = current_database()
                UNION ALL SELECT 'session ' || application_name || ' ' || state FROM pg_stat_activity
                  WHERE datname = current_database() AND application_name LIKE 'dm:%'""");
    }

    /** What is still there once those who remove objects after others have had their time. */
    static List<String> objectsAfterAWhile(LiveTask task) {
        try {
            Awaitility.await().until(() -> objects(task).isEmpty());
            return List.of();
        } catch (ConditionTimeoutException e) {
            return objects(task);
        }
    }

    /** Objects in the task's namespace that its operator made; the report of a switchover stays, and goes with the task that owns it. */
    private static List<String> objects(LiveTask task) {
        var client = task.server.client();
        var left = new ArrayList<String>();
        Stream.<List<? extends HasMetadata>>of(
                        client.apps()
                                .statefulSets()
                                .inNamespace(task.namespace)
                                .list()
                                .getItems(),
                        client.secrets().inNamespace(task.namespace).list().getItems(),
                        client.configMaps().inNamespace(task.namespace).list().getItems(),
                        client.services().inNamespace(task.namespace).list().getItems(),
                        client.serviceAccounts()
                                .inNamespace(task.namespace)
                                .list()
                                .getItems(),
                        client.pods().inNamespace(task.namespace).list().getItems())
                .flatMap(List::stream)
                .filter(found -> !EXPECTED.contains(found.getMetadata().getName()))
                .filter(found -> found.getMetadata().getOwnerReferences().isEmpty()
                        || !found.getKind().equals("ConfigMap"))
                .forEach(found ->
                        left.add(found.getKind() + " " + found.getMetadata().getName()));
        return left;
    }
}
