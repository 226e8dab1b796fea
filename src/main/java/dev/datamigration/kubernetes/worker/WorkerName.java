package dev.datamigration.kubernetes.worker;

import dev.datamigration.engine.TaskId;

/** Says what the objects of a task's worker are called: after the task, and apart from an earlier task of the same name. */
public final class WorkerName {
    /** Names of Services may have 63 characters, and the label with a StatefulSet's revision adds to its name. */
    private static final int LONGEST_PART = 30;

    private static final int UID_CHARACTERS = 8;

    private WorkerName() {}

    /** Begins with a letter, as names of Services must. */
    public static String of(TaskId task) {
        var readable = cut(task.name().replace('.', '-'), LONGEST_PART).replaceAll("-+$", "");
        return "dm-" + readable + "-" + cut(task.uid().replace("-", ""), UID_CHARACTERS);
    }

    /** The pod of the worker with that number; 0 leads. */
    static String pod(TaskId task, int number) {
        return of(task) + "-" + number;
    }

    /** Returns where the worker that leads is found in the cluster's DNS. */
    static String host(TaskId task) {
        return host(task, "0");
    }

    /** Returns where the worker with a number is found, which may stand for any of them. */
    static String host(TaskId task, String number) {
        return of(task) + "-" + number + "." + of(task) + "." + task.namespace() + ".svc";
    }

    /** All the task's workers, as a certificate names them. */
    public static String hosts(TaskId task) {
        return "*." + of(task) + "." + task.namespace() + ".svc";
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
