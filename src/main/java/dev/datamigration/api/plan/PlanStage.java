package dev.datamigration.api.plan;

/** Says when objects are made on the target. */
public enum PlanStage {
    BeforeLoad,
    AfterLoad,
    AfterCatchUp,
    AtMove
}
