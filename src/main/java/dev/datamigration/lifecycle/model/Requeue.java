package dev.datamigration.lifecycle.model;

/** Says when to look at a task again if nothing happens until then. */
public enum Requeue {
    /** Not before something happens. */
    Never,
    /** Soon: the worker is about to change what it does. */
    Soon,
    /** As often as progress is shown. */
    Progress,
    /** Later: something outside is waited for. */
    Later
}
