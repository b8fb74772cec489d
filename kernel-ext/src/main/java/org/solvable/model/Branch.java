package org.solvable.model;

/**
 * One of several solutions of the same equations.
 *
 * @param name the paper's name of it, such as {@code semantic}
 * @param outputs its order parameters
 * @param loss what decides which branch the model is on; lower wins
 * @param stable whether small perturbations die out
 */
public record Branch<O extends Record>(String name, O outputs, double loss, boolean stable) {}
