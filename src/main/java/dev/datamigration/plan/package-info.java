/** Holds what is to be moved and how, and which way: the values that every stage and every kind of database are told. */
package dev.datamigration.plan;
