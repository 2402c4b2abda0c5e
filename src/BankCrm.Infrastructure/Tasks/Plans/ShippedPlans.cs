namespace BankCrm.Infrastructure.Tasks.Plans;

/// <summary>The plans that come with the product, for every branch and switched off. For a migration; the bank keeps them from then on.</summary>
internal static class ShippedPlans
{
    public const string Sql =
        """
        with shipped(name, chinese_name, purpose, whom, occasion, days) as (values
          ('Welcome a new customer', '新客户欢迎计划', 'Whoever opened an account hears from us soon, and is asked again after three months. 新客户开户后尽快联系，三个月后再次回访。', 'People', 'NewCustomer', 0),
          ('Maturing time deposit', '定期存款到期维护', 'Nobody''s deposit matures without a call: offer to place it anew before it leaves the bank. 存款到期前主动联系，争取资金留存。', 'Both', 'Maturing', 14),
          ('Account that stands still', '久未动户唤醒', 'Find out why an account has not moved for three months. 账户三个月无交易时了解原因。', 'Both', 'Dormant', 90),
          ('Birthday of a customer', '客户生日关怀', 'A greeting in time, and a call to those who are looked after by name. 及时送上祝福，重点客户致电问候。', 'People', 'Birthday', 7)),
        plans as (
          insert into action_plans (id, name, chinese_name, purpose, "for", occasion, occasion_days, number, changed_at)
          select gen_random_uuid(), name, chinese_name, purpose, whom, occasion, days, 1, now() from shipped returning id, name),
        versions as (
          insert into plan_versions (id, plan_id, number, written_at, changed_at)
          select gen_random_uuid(), id, 1, now(), now() from plans returning id, plan_id),
        steps(plan, place, subject, kind, priority, days, unit, since, owner, only_after, tiers) as (values
          ('Welcome a new customer', 0, '欢迎电话 Welcome call', 'Call', 'Normal', 2, 'Working', 'Start', 'LooksAfter', null, '{}'::text[]),
          ('Welcome a new customer', 1, '核对联系方式与渠道偏好 Check contact data and channels', 'Review', 'Low', 5, 'Working', 'Start', 'LooksAfter', null, '{}'),
          ('Welcome a new customer', 2, '面谈：了解财务规划需求 Meet: what they plan', 'Visit', 'Normal', 10, 'Working', 'StepBefore', 'LooksAfter', null, '{Affluent,Private,Vip}'),
          ('Welcome a new customer', 3, '三个月回访 Call after three months', 'Call', 'Normal', 90, 'Calendar', 'Start', 'LooksAfter', null, '{}'),
          ('Maturing time deposit', 0, '致电：到期资金打算 Call: plans for the money', 'Call', 'High', 3, 'Working', 'Start', 'LooksAfter', null, '{}'),
          ('Maturing time deposit', 1, '再次致电 Call again', 'Call', 'High', 2, 'Working', 'StepBefore', 'LooksAfter', 'NotReached', '{}'),
          ('Maturing time deposit', 2, '准备续存方案并约谈 Prepare an offer and meet', 'Visit', 'Normal', 3, 'Working', 'StepBefore', 'LooksAfter', 'Undecided', '{}'),
          ('Maturing time deposit', 3, '核对到期资金去向 See where the money went', 'Review', 'Normal', 15, 'Calendar', 'Start', 'LooksAfter', null, '{}'),
          ('Account that stands still', 0, '发送关怀信息 Send a message', 'Message', 'Low', 1, 'Working', 'Start', 'LooksAfter', null, '{}'),
          ('Account that stands still', 1, '致电了解原因 Call and ask why', 'Call', 'Normal', 7, 'Calendar', 'StepBefore', 'LooksAfter', null, '{}'),
          ('Account that stands still', 2, '经理复核：挽留方案 Manager: how to keep them', 'Review', 'Normal', 5, 'Working', 'StepBefore', 'Manager', 'NotInterested', '{}'),
          ('Birthday of a customer', 0, '发送生日祝福 Send birthday wishes', 'Message', 'Normal', 7, 'Calendar', 'Start', 'LooksAfter', null, '{}'),
          ('Birthday of a customer', 1, '致电问候 Call with good wishes', 'Call', 'Normal', 7, 'Calendar', 'Start', 'LooksAfter', null, '{Private,Vip}'))
        insert into plan_steps (id, version_id, place, subject, kind, priority, days, unit, "from", owner, only_after, tiers, changed_at)
        select gen_random_uuid(), v.id, s.place, s.subject, s.kind, s.priority, s.days, s.unit, s.since, s.owner, s.only_after, s.tiers, now()
        from steps s join plans p on p.name = s.plan join versions v on v.plan_id = p.id;
        """;
}
