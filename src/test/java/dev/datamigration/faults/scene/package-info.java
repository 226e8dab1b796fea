/** What a run plays on: two database servers behind proxies, operators, an API server behind a proxy, and a task. */
package dev.datamigration.faults.scene;
