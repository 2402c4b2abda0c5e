using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Domain.Campaigns.Planning;

public enum CampaignState
{
    [Means("Draft")] Draft,

    /// <summary>A second person looks at it.</summary>
    [Means("Waiting for approval")] Proposed,

    [Means("Approved")] Approved,

    /// <summary>Its audience is being written down.</summary>
    [Means("Being prepared")] Preparing,

    [Means("Running")] Running,

    /// <summary>Nothing leaves; what waits goes on waiting.</summary>
    [Means("Paused")] Paused,

    /// <summary>For good, before its end.</summary>
    [Means("Stopped")] Stopped,

    [Means("Ended")] Ended,
}

/// <summary>By what a campaign comes to a customer.</summary>
public enum CampaignChannel
{
    [Means("Text message")] Sms,
    [Means("E-mail message")] Email,

    /// <summary>A colleague calls: a follow-up with what to say.</summary>
    [Means("Call list")] Call,

    /// <summary>Whoever serves them at the counter sees it and speaks of it.</summary>
    [Means("Word at the counter")] Counter,

    /// <summary>Handed over as a file, to whoever prints and posts it.</summary>
    [Means("Letter")] Letter,

    /// <summary>Handed over as a file, to whoever writes to customers there.</summary>
    [Means("WeChat message")] WeChat,
}

/// <summary>What is done with a customer of the audience, settled by lot that always falls the same way.</summary>
public enum CampaignArm
{
    /// <summary>They are left in peace, so that what the others do can be compared.</summary>
    [Means("Control group")] Control,

    [Means("Variant A")] A,
    [Means("Variant B")] B,
}

/// <summary>Why a customer of the audience is not contacted. The first that holds counts.</summary>
public enum LeftOut
{
    [Means("The relationship has ended")] Ended,
    [Means("Protected record")] Protected,
    [Means("An open complaint")] OpenComplaint,

    /// <summary>The product's risk grade is above their investor class, or they have none, or it is older than a year (NFRA Order 2025 No. 7).</summary>
    [Means("The product is not suitable for them")] NotSuitable,

    [Means("They have the product already")] HasProduct,

    /// <summary>On none of the campaign's channels.</summary>
    [Means("They have not agreed to marketing")] NoConsent,

    [Means("No number or address")] NoAddress,
    [Means("Contacted often enough lately")] TooOften,
    [Means("Has died")] Died,
}

/// <summary>What was done with a campaign.</summary>
public enum CampaignStepKind
{
    [Means("Drafted")] Drafted,
    [Means("Changed")] Changed,
    [Means("Text changed")] TextChanged,
    [Means("File attached")] Attached,
    [Means("File taken off")] Detached,
    [Means("Proposed")] Proposed,
    [Means("Taken back")] TakenBack,
    [Means("Sent back")] SentBack,
    [Means("Approved")] Approved,
    [Means("Launched")] Launched,
    [Means("Audience written down")] Prepared,
    [Means("Paused")] Paused,
    [Means("Went on")] Resumed,
    [Means("Stopped")] Stopped,
    [Means("Ended")] Ended,
}

public static class CampaignChannels
{
    extension(CampaignChannel channel)
    {
        /// <summary>It is sent by a gateway, in words of its own.</summary>
        public bool IsWritten => channel is CampaignChannel.Sms or CampaignChannel.Email;

        /// <summary>It leaves in a file that somebody takes, not one by one.</summary>
        public bool IsHandedOver => channel is CampaignChannel.Letter or CampaignChannel.WeChat;

        /// <summary>The customer reads it, with a link and the way out of it; the rest a colleague says.</summary>
        public bool IsRead => channel.IsWritten || channel.IsHandedOver;

        public bool HasSubject => channel is CampaignChannel.Email or CampaignChannel.Letter;

        /// <summary>What a customer must have agreed to. Null: they are spoken to anyway.</summary>
        public ConsentChannel? Consent => channel switch
        {
            CampaignChannel.Sms => ConsentChannel.Sms,
            CampaignChannel.Email => ConsentChannel.Email,
            CampaignChannel.Call => ConsentChannel.Phone,
            CampaignChannel.Letter => ConsentChannel.Post,
            CampaignChannel.WeChat => ConsentChannel.WeChat,
            _ => null,
        };

        /// <summary>By which gateway, of what is written.</summary>
        public ChannelKind Kind => channel is CampaignChannel.Email ? ChannelKind.Email : ChannelKind.Sms;
    }
}
