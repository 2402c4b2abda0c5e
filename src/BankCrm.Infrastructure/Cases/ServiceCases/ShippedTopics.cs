namespace BankCrm.Infrastructure.Cases.ServiceCases;

/// <summary>The categories and causes that come with the product. For a migration; the bank keeps them from then on.</summary>
internal static class ShippedTopics
{
    public const string Sql =
        """
        with shipped(tree, parent, name, chinese_name, priority, hours) as (values
          ('Category', null, 'Cards', '银行卡', 'Normal', null::int),
          ('Category', 'Cards', 'Lost or stolen card', '卡片挂失', 'Urgent', 4),
          ('Category', 'Cards', 'Card not delivered', '未收到卡片', 'Normal', null),
          ('Category', 'Cards', 'Card does not work', '卡片无法使用', 'High', null),
          ('Category', 'Cards', 'Limit or activation', '额度与激活', 'Normal', null),
          ('Category', null, 'Payments and transfers', '支付与转账', 'Normal', null),
          ('Category', 'Payments and transfers', 'Transfer did not arrive', '转账未到账', 'High', 24),
          ('Category', 'Payments and transfers', 'Payment not recognised', '不明交易', 'Urgent', 24),
          ('Category', 'Payments and transfers', 'Charged twice', '重复扣款', 'High', null),
          ('Category', 'Payments and transfers', 'Cash machine', '自助设备', 'High', 24),
          ('Category', null, 'Accounts and deposits', '账户与存款', 'Normal', null),
          ('Category', 'Accounts and deposits', 'Opening or closing', '开户与销户', 'Normal', null),
          ('Category', 'Accounts and deposits', 'Statement or certificate', '对账单与存款证明', 'Low', 72),
          ('Category', 'Accounts and deposits', 'Interest or fee', '利息与费用', 'Normal', null),
          ('Category', null, 'Loans', '贷款', 'Normal', null),
          ('Category', 'Loans', 'Application', '贷款申请', 'Normal', null),
          ('Category', 'Loans', 'Repayment', '还款', 'Normal', null),
          ('Category', 'Loans', 'Credit record', '征信', 'High', null),
          ('Category', null, 'Investments and insurance', '理财与保险', 'Normal', null),
          ('Category', 'Investments and insurance', 'Sales advice', '销售与适当性', 'High', null),
          ('Category', 'Investments and insurance', 'Redemption or maturity', '赎回与到期', 'Normal', null),
          ('Category', null, 'Service', '服务', 'Normal', null),
          ('Category', 'Service', 'Waiting time', '等候时间', 'Normal', null),
          ('Category', 'Service', 'Behaviour of staff', '员工态度', 'High', null),
          ('Category', 'Service', 'App or website', '手机银行与网站', 'Normal', null),
          ('Category', 'Service', 'Personal data', '个人信息', 'High', null),
          ('Cause', null, 'Process', '流程', 'Normal', null),
          ('Cause', 'Process', 'Step forgotten', '环节遗漏', 'Normal', null),
          ('Cause', 'Process', 'Rule unclear to the customer', '规则未讲清', 'Normal', null),
          ('Cause', 'Process', 'Took too long', '处理过慢', 'Normal', null),
          ('Cause', null, 'People', '人员', 'Normal', null),
          ('Cause', 'People', 'Wrong information given', '告知有误', 'Normal', null),
          ('Cause', 'People', 'Unfriendly or inattentive', '态度不佳', 'Normal', null),
          ('Cause', 'People', 'Mis-selling', '误导销售', 'Normal', null),
          ('Cause', null, 'System', '系统', 'Normal', null),
          ('Cause', 'System', 'Fault or outage', '故障', 'Normal', null),
          ('Cause', 'System', 'Wrong posting', '记账差错', 'Normal', null),
          ('Cause', null, 'Product', '产品', 'Normal', null),
          ('Cause', 'Product', 'Terms or price', '条款与收费', 'Normal', null),
          ('Cause', null, 'Outside the bank', '行外原因', 'Normal', null),
          ('Cause', 'Outside the bank', 'Another bank or merchant', '他行或商户', 'Normal', null),
          ('Cause', 'Outside the bank', 'Fraud by others', '外部欺诈', 'Normal', null),
          ('Cause', 'Outside the bank', 'Customer was mistaken', '客户误解', 'Normal', null)),
        tops as (
          insert into case_topics (id, tree, name, chinese_name, priority, changed_at)
          select gen_random_uuid(), tree, name, chinese_name, priority, now() from shipped where parent is null returning id, tree, name)
        insert into case_topics (id, tree, parent_id, name, chinese_name, priority, answer_hours, closure_hours, changed_at)
        select gen_random_uuid(), s.tree, t.id, s.name, s.chinese_name, s.priority, s.hours, s.hours, now()
        from shipped s join tops t on t.tree = s.tree and t.name = s.parent;
        """;
}
