package io.tidegate.gateway.pages;

/** The caller asked for something that cannot be. Carries the answer. */
final class InvalidRequest extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    InvalidRequest(int status, String title, String remedy) {
        super(title);
        this.answer = Answer.problem(status, title, remedy);
    }

    Answer answer() {
        return answer;
    }
}
