/**
 * {@code kubectl migration}: operates many tasks from the command line and shows where they stand, see docs/kubectl-plugin.md.
 * It is a program of its own, which asks the API server through kubectl, with the kinds of the API and the pure rules.
 */
package dev.datamigration.kubectl;
