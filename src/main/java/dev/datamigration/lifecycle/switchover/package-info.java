/** The rules of the forward switchover: whose turn which step is, what a decision answers, what is told. */
package dev.datamigration.lifecycle.switchover;
