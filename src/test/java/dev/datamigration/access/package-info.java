/** Who may do what: the chart's roles and its policy on approvals, on a real API server. */
package dev.datamigration.access;
