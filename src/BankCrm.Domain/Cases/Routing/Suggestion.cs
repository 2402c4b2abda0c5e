namespace BankCrm.Domain.Cases.Routing;

/// <summary>A category a case may belong to, and why.</summary>
/// <param name="Probability">0 to 1; those of all categories come to 1.</param>
/// <param name="Points">
/// How much more the text speaks for it than for a category on average. A point is a doubling of the odds: of two categories, the one with
/// three points more is eight times as likely.
/// </param>
/// <param name="Reasons">What spoke most for it, the weightiest first. Each has some points.</param>
/// <param name="Rest">The points of all else, for and against: with those of the reasons it comes to <paramref name="Points"/>.</param>
public sealed record Suggestion(Guid CategoryId, double Probability, decimal Points, IReadOnlyList<SuggestionReason> Reasons, decimal Rest);

/// <param name="Text">Words of the text: "arrived", "not … arrived", "吞卡".</param>
public sealed record SuggestionReason(string Text, decimal Points);
