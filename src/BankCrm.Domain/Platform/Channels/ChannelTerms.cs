using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.Channels;

/// <summary>By what the bank writes to somebody.</summary>
public enum ChannelKind
{
    [Means("E-mail message")] Email,
    [Means("Text message")] Sms,
}

/// <summary>Why the bank writes. It decides when, and whether they must have agreed to it.</summary>
public enum MessagePurpose
{
    [Means("Service message")] Service,

    /// <summary>They wait for it: it is sent at night too.</summary>
    [Means("Answer to their own request")] Answer,

    /// <summary>Only to those who agreed to it, by this channel.</summary>
    [Means("Marketing")] Marketing,
}

/// <summary>In which language a text is written.</summary>
public enum TextLanguage
{
    [Means("Chinese")] Chinese,
    [Means("English")] English,
}
