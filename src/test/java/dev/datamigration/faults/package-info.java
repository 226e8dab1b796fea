/**
 * Migrations with faults drawn at random from a seed, and whether anything was lost, left behind, or said that was not so;
 * see docs/reliability.md.
 */
package dev.datamigration.faults;
