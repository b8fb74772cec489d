package org.solvable.show;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** TeX commands that are single Unicode characters or words; the vocabulary of {@link Label}. */
final class TexSymbols {

    private static final Map<String, String> SYMBOLS = new HashMap<>();

    /** Commands that only choose a typeface or a size: their argument is read, they are not shown. */
    static final Set<String> TRANSPARENT = Set.of(
            "left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "textstyle", "limits", "nolimits", "mathit");

    /** Commands whose argument is upright text. */
    static final Set<String> UPRIGHT =
            Set.of("mathrm", "text", "textrm", "operatorname", "mathbf", "boldsymbol", "mathsf", "mathcal", "mathbb");

    /** Accents: a combining character after the letter. */
    static final Map<String, String> ACCENTS = Map.of(
            "hat", "\u0302",
            "widehat", "\u0302",
            "tilde", "\u0303",
            "widetilde", "\u0303",
            "bar", "\u0304",
            "overline", "\u0304",
            "dot", "\u0307",
            "ddot", "\u0308",
            "vec", "\u20D7");

    static {
        put("alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ");
        put("lambda λ mu μ nu ν xi ξ pi π rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ");
        put("psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω");
        put("ell ℓ hbar ℏ partial ∂ nabla ∇ infty ∞ emptyset ∅ Re ℜ Im ℑ forall ∀ exists ∃ prime ′ degree °");
        put("times × cdot · pm ± mp ∓ div ÷ circ ∘ star ⋆ ast ∗ otimes ⊗ oplus ⊕ odot ⊙ dagger † top ⊤ perp ⊥");
        put("le ≤ leq ≤ ge ≥ geq ≥ ll ≪ gg ≫ ne ≠ neq ≠ equiv ≡ approx ≈ sim ∼ simeq ≃ propto ∝ in ∈ notin ∉");
        put("subset ⊂ cup ∪ cap ∩ to → rightarrow → leftarrow ← Rightarrow ⇒ leftrightarrow ↔ mapsto ↦ uparrow ↑");
        put("downarrow ↓ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ mid | vert | Vert ‖ sum ∑ prod ∏ int ∫");
        put("ldots … dots … cdots ⋯ vdots ⋮ lbrace { rbrace } backslash \\");
        for (String word : "log ln exp sin cos tan tanh erf min max arg argmin argmax sup inf lim det tr Tr dim deg Var"
                .split(" ")) {
            SYMBOLS.put(word, word);
        }
        SYMBOLS.put("quad", "\u2003");
        SYMBOLS.put("qquad", "\u2003\u2003");
    }

    private TexSymbols() {}

    private static void put(String pairs) {
        String[] words = pairs.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            SYMBOLS.put(words[i], words[i + 1]);
        }
    }

    /** The characters of a command without its backslash; null for one that is not known. */
    static @Nullable String of(String command) {
        return SYMBOLS.get(command);
    }
}
