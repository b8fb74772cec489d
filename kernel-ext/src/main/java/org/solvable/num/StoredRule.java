package org.solvable.num;

/** Another rule with its nodes in memory, block by block. */
final class StoredRule implements GaussianRule {

    private final GaussianRule rule;
    private final double[][][] coordinates;
    private final double[][] weights;
    private final int blocksPerReplica;

    private StoredRule(GaussianRule rule, int blocksPerReplica) {
        this.rule = rule;
        this.blocksPerReplica = blocksPerReplica;
        int blocks = Math.multiplyExact(blocksPerReplica, rule.replicas());
        this.coordinates = new double[blocks][][];
        this.weights = new double[blocks][];
        for (int b = 0; b < blocks; b++) {
            long first = (long) (b % blocksPerReplica) * NodeBlock.CAPACITY;
            NodeBlock block = new NodeBlock(rule.dimension());
            block.place(b / blocksPerReplica, first, (int) Math.min(NodeBlock.CAPACITY, rule.size() - first));
            rule.fill(block);
            coordinates[b] = block.all();
            weights[b] = block.weights();
        }
    }

    static StoredRule of(GaussianRule rule) {
        if (rule instanceof StoredRule stored) {
            return stored;
        }
        double numbers = (double) rule.dimension() * rule.size() * rule.replicas();
        if (!(numbers <= 0x1p31)) {
            throw new IllegalArgumentException(
                    "rule with " + numbers + " coordinates: at most 2^31 can be stored; use the rule unstored");
        }
        return new StoredRule(rule, (int) ((rule.size() + NodeBlock.CAPACITY - 1) / NodeBlock.CAPACITY));
    }

    @Override
    public int dimension() {
        return rule.dimension();
    }

    @Override
    public long size() {
        return rule.size();
    }

    @Override
    public int replicas() {
        return rule.replicas();
    }

    @Override
    public ErrorBar errorBar() {
        return rule.errorBar();
    }

    @Override
    public void fill(NodeBlock nodes) {
        int b = nodes.replica() * blocksPerReplica + (int) (nodes.first() / NodeBlock.CAPACITY);
        nodes.view(coordinates[b]);
        System.arraycopy(weights[b], 0, nodes.weights(), 0, nodes.length());
    }

    @Override
    public String toString() {
        return rule + ", stored";
    }
}
