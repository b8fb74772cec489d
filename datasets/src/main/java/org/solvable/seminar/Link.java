package org.solvable.seminar;

/**
 * A link with what it leads to.
 *
 * @param role event, paper, code, video, map, image, other
 * @param url absolute address
 */
public record Link(String role, String url) {}
