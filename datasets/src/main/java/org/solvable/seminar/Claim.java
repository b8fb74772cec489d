package org.solvable.seminar;

/**
 * One statement of the talk that a notebook checks.
 *
 * @param id as in the notebook: C1, C2, …
 * @param text our own words
 */
public record Claim(String id, String text) {}
