package dev.datamigration.kubernetes.worker;

import dev.datamigration.api.Api;
import dev.datamigration.engine.TaskId;
import java.util.Map;

/** Says how the objects of workers are told from others, and from each other. */
public final class WorkerLabels {
    static final String COMPONENT = Api.GROUP + "/component";
    static final String WORKER = "worker";
    public static final String TASK_UID = Api.GROUP + "/task-uid";

    /** On every object, for people; names of tasks may be too long for a label. */
    static final String TASK = Api.GROUP + "/task";

    /** On the StatefulSet: the epoch that the worker was last started for. */
    public static final String EPOCH = Api.GROUP + "/epoch";

    /** On the pod: another one when the Secret is another one, so that the pod is made anew with it. */
    static final String IDENTITY = Api.GROUP + "/identity";

    private WorkerLabels() {}

    static Map<String, String> selector(TaskId task) {
        return Map.of(COMPONENT, WORKER, TASK_UID, task.uid());
    }

    static Map<String, String> all(TaskId task) {
        return Map.of(
                COMPONENT,
                WORKER,
                TASK_UID,
                task.uid(),
                "app.kubernetes.io/name",
                "data-migration-worker",
                "app.kubernetes.io/managed-by",
                WorkerObjects.FIELD_MANAGER);
    }
}
