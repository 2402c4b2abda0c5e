using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.Interactions;

/// <summary>By which road somebody of the bank and a customer met.</summary>
public enum InteractionKind
{
    [Means("Phone call")] Phone,
    Visit,
    [Means("WeChat message")] WeChat,
    [Means("Text message (SMS)")] Sms,
    [Means("E-mail message")] Email,
    [Means("Online chat")] Chat,
    Letter,
}

public enum InteractionDirection
{
    [Means("From the bank")] Outgoing,
    [Means("From the customer")] Incoming,
}

public enum InteractionOutcome
{
    [Means("Reached, informed")] Informed,
    [Means("Agreed to it")] Agreed,
    [Means("Declined it")] Declined,
    [Means("Thinks it over")] ThinksItOver,
    [Means("Wants to be called again")] CallAgain,
    [Means("Not reached")] NotReached,
    [Means("Other outcome")] Other,
}

public enum InteractionMood
{
    [Means("Pleased")] Pleased,
    [Means("Neutral")] Neutral,
    [Means("Displeased")] Displeased,
}
