using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;

namespace BankCrm.Domain.Cases.Satisfaction;

/// <summary>How satisfied a customer is, as another system asked. Of one system and number there is one answer; it is never changed.</summary>
[Class(DataClass.C1)]
public sealed class SurveyAnswer : Entity, IBranchScoped, IOfCustomer
{
    public const string TextColumn = "survey_answers.text";

    /// <summary>From here down somebody is not satisfied.</summary>
    public const int HighestLow = 2;

    public const int Lowest = 1;
    public const int Highest = 5;

    private SurveyAnswer() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }

    /// <summary>The code of the system that asked.</summary>
    public string Source { get; private init; } = "";

    /// <summary>Its number there.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>The case they were asked about. Null: about none.</summary>
    public Guid? CaseId { get; private init; }

    /// <summary>From 1, very unsatisfied, to 5, very satisfied.</summary>
    public int Score { get; private init; }

    public DateTimeOffset AnsweredAt { get; private init; }

    /// <summary>What they wrote. Null: nothing.</summary>
    [Class(DataClass.C2)]
    public Sealed? Text { get; private init; }

    public static SurveyAnswer Of(AnswerIntake intake, Customer customer, ServiceCase? about, int score, Sealed? text, DateTimeOffset now)
    {
        Refuse.If(score is < Lowest or > Highest, "The answer is a number from 1 to 5.");
        Refuse.If(intake.AnsweredAt > now, "This lies in the future: write it down when it has happened.");
        Refuse.If(intake.AnsweredAt < now.AddDays(-ServiceCase.MostDaysBack), "It may have come in at most {0} days ago.", ServiceCase.MostDaysBack);
        Refuse.If(about is not null && about.CustomerId != customer.Id, "This case is not one of this customer's.");
        return new()
        {
            Id = intake.Id,
            CustomerId = customer.Id,
            BranchId = customer.BranchId,
            Source = intake.Source,
            Reference = intake.Reference,
            CaseId = about?.Id,
            Score = score,
            AnsweredAt = intake.AnsweredAt,
            Text = text,
        };
    }

    public static bool IsLow(int score) => score <= HighestLow;
}

/// <summary>How an answer came in.</summary>
public sealed record AnswerIntake(Guid Id, string Source, string Reference, DateTimeOffset AnsweredAt);
