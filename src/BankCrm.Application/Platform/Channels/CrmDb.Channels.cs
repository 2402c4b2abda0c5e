using BankCrm.Domain.Platform.Channels;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<ChannelRules> ChannelRules => Set<ChannelRules>();

    public DbSet<MessageTemplate> MessageTemplates => Set<MessageTemplate>();
}
