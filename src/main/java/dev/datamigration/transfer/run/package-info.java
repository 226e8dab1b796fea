/**
 * Holds what every stage of one run shares: both servers, the plan, and what is checked before a stage goes on from a
 * checkpoint.
 */
package dev.datamigration.transfer.run;
