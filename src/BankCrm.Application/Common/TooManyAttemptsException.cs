namespace BankCrm.Application.Common;

/// <summary>Somebody is guessing, or typing too fast.</summary>
public sealed class TooManyAttemptsException(TimeSpan wait) : Exception("Too many attempts.")
{
    public TimeSpan Wait { get; } = wait;
}
