using System.Reflection;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Common;

/// <summary>Who asks for this from a browser shows with their password, or a passkey, that it is them, at most five minutes before.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StepUpAttribute(StepUpPurpose purpose) : Attribute
{
    public StepUpPurpose Purpose { get; } = purpose;

    /// <summary>Null: being signed in is enough.</summary>
    public static StepUpPurpose? On(Type request) => request.GetCustomAttribute<StepUpAttribute>()?.Purpose;
}

/// <summary>They have to show first that it is them. Nothing was done.</summary>
public sealed class StepUpRequiredException(StepUpPurpose purpose) : Exception("A password is asked for.")
{
    public StepUpPurpose Purpose { get; } = purpose;
}

/// <summary>Whether the colleague at work has just shown that it is them. Jobs, verbs and other systems are not at a desk: they are not asked.</summary>
public sealed class StepUp(Work work)
{
    private StepUpPurpose? shownNow;

    /// <exception cref="StepUpRequiredException">They have not, or for something else.</exception>
    public void Demand(StepUpPurpose purpose)
    {
        var user = work.User;
        if (user.SessionId is not null && user.ShownFor != purpose && shownNow != purpose)
        {
            throw new StepUpRequiredException(purpose);
        }
    }

    /// <summary>Where the request asks for it.</summary>
    /// <inheritdoc cref="Demand(StepUpPurpose)" path="/exception"/>
    internal void Demand(StepUpPurpose? purpose)
    {
        if (purpose is { } asked)
        {
            Demand(asked);
        }
    }

    /// <summary>They have shown it in this very request.</summary>
    internal void WasShown(StepUpPurpose purpose) => shownNow = purpose;
}
