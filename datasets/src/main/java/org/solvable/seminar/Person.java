package org.solvable.seminar;

/**
 * Someone who speaks or wrote.
 *
 * @param name as the person writes it, without title
 * @param affiliation institution, empty if not known
 */
public record Person(String name, String affiliation) {

    public Person {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name = \"" + name + "\": must not be blank");
        }
    }
}
