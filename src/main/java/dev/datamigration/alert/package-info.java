/**
 * Alerts that reach people: what is wrong with a task ({@link dev.datamigration.alert.AlertConditions}), when that is told
 * ({@link dev.datamigration.alert.AlertDecisions}; both pure), how it is worded, and how it gets out: notifications
 * wait at the {@link dev.datamigration.alert.dispatch.AlertDispatcher} for their robot's turn and leave through a
 * {@link dev.datamigration.alert.dispatch.HttpTransport}. See docs/alerts.md.
 */
package dev.datamigration.alert;
